"""The window of MDT Desktop: Qt widgets over the services of `mdt_desktop`."""
