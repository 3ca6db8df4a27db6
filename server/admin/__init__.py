"""Where the console of supervisors, city office and inspector will live."""
