"""The receiver's check: does a user's own server take the events that Retell sends, and no others?"""
