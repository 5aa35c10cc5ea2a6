"""What each kind looks like on a slide made elsewhere: one file a kind, whose name is the kind's."""
