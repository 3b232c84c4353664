"""What a person does with the cartera: one module per verb, all of the same shape.

Each declares what is asked as frozen data and a function that posts it into the books
of a batch, or gives the row that cannot be posted and why. Nothing here writes.
"""
