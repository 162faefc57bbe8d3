def fill(count, numbers):
    for number in range(count):
        numbers.append(number)
    print(len(numbers))
