"""One module for each kind of page: what a host must know of it (its outline), and what its
template is given.
"""
