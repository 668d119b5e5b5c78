"""How the application looks and behaves on this computer."""
