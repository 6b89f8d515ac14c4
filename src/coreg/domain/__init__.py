"""The words everyone uses: people, beats, readings, moments, snapshots, errors. Standard library only."""
