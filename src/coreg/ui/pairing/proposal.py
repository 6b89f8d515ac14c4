"""Which strap is proposed for whom: as they were last worn, else the nearest one for the therapist."""

from collections.abc import Mapping, Sequence

from coreg.domain.person import Role
from coreg.domain.strap import RememberedStrap


def proposal(
    nearest: Sequence[str], remembered: Mapping[Role, RememberedStrap], *, is_mine_only: bool
) -> list[tuple[str, Role]]:
    """Return each address with its role.

    Parameters
    ----------
    nearest
        The addresses in reach, the strongest signal first; two, or one where only the therapist's is wanted.
    """
    if is_mine_only:
        return [(nearest[0], Role.THERAPIST)]
    known = {strap.identity: role for role, strap in remembered.items()}
    therapist = next((each for each in nearest if known.get(each) is Role.THERAPIST), None)
    client = next((each for each in nearest if known.get(each) is Role.CLIENT), None)
    if therapist is None:
        therapist = next(each for each in nearest if each != client)
    return [(next(each for each in nearest if each != therapist), Role.CLIENT), (therapist, Role.THERAPIST)]
