"""pandas as it was."""

import io, numpy as np, pandas as pd
df = pd.read_csv(io.StringIO(u"name,age,fare\nA,22,7.5\nB,,8\nC,30,9\nD,41,1\n"))
print(df.ix[0, "age"], df.ix[1:2, "name"].tolist(), df.ix[:, ["age"]].shape, df.as_matrix().shape, df[["age", "fare"]].as_matrix().dtype, df["age"].get_values().tolist()[0])
print(df.dtypes.tolist(), df["name"].dtype == "object", df.select_dtypes(include=["object"]).columns.tolist())
d2 = df.set_index("name"); print(d2.ix["B", "fare"], d2.ix[1, 1], d2.ix[0:2].shape, d2.ix["A":"C", 1].tolist())
print(df.append(df).shape, df.append({"name": "E", "age": 3, "fare": 1}, ignore_index=True).shape, df["age"].append(pd.Series([1.])).shape)
print(df.mean().to_dict(), df.drop("name", 1).shape, df.drop(["age"], axis=1).columns.tolist(), df["age"].fillna(method="ffill").tolist(), df.fillna(df.mean())["age"].tolist())
print(pd.get_dummies(df["name"]).dtypes.tolist()[0], pd.get_dummies(df["name"]).values.sum(), df.corr().shape, df.isnull().sum().tolist())
print([k for k, v in df.iteritems()], df["age"].value_counts().tolist(), df.sort_values("fare")["name"].tolist(), df["fare"].rolling(2).mean().tolist()[1:])
df.ix[df["age"].isnull(), "age"] = 5; df.ix[0, "fare"] = 100.; print(df["age"].tolist(), df["fare"].tolist(), df.values[0, 0], pd.datetime.__name__)
print(df.groupby("name").mean().shape, df["name"].str.replace("[AB]", "x").tolist(), df["age"].mad(), df.apply(lambda r: r["fare"] * 2, axis=1).tolist())

# TF 1.15.5 printed:
# 22.0 ['B', 'C'] (4, 1) (4, 3) float64 22.0
# [dtype('O'), dtype('float64'), dtype('float64')] True ['name']
# 8.0 8.0 (2, 2) [7.5, 8.0, 9.0]
# (8, 3) (5, 3) (5,)
# {'age': 31.0, 'fare': 6.375} (4, 2) ['name', 'fare'] [22.0, 22.0, 30.0, 41.0] [22.0, 31.0, 30.0, 41.0]
# uint8 4 (2, 2) [0, 1, 0]
# ['name', 'age', 'fare'] [1, 1, 1] ['D', 'A', 'B', 'C'] [7.75, 8.5, 5.0]
# [22.0, 5.0, 30.0, 41.0] [100.0, 8.0, 9.0, 1.0] A datetime
# (4, 2) ['x', 'x', 'C', 'D'] 11.0 [200.0, 16.0, 18.0, 2.0]
