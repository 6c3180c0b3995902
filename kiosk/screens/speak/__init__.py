"""What is heard while somebody speaks, and the ways to type instead or to say it again."""
