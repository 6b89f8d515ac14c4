"""Ports of this computer that nobody uses."""

import socket


def listening_socket() -> tuple[socket.socket, int]:
    listening = socket.create_server(("127.0.0.1", 0))
    return listening, int(listening.getsockname()[1])


def free_port() -> int:
    listening, port = listening_socket()
    listening.close()
    return port
