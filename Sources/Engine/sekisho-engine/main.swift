print("not composed")
