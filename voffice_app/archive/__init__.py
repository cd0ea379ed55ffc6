"""The room of the archive folder: plain files on a disk, their names, sums and checks; nothing of the office."""
