import main

print("report of", main.result)
