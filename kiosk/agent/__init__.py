"""The program on the kiosk PC that prints: jobs in over the network, reports out."""
