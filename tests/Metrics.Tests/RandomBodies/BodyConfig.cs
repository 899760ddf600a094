namespace Gen.Metrics.Tests.RandomBodies;

/// <summary>The config parameters that random bodies have: their types, and random values.</summary>
internal static class BodyConfig
{
    private static readonly (string Name, string Type, Func<Random, object?> Draw)[] s_all =
    [
        ("n", "int", r => Of(r, 0, 1, 2, 3, 5)),
        ("c", "int", r => Of(r, 1, 2, 3, 4)),
        ("a", "double", r => Of(r, 0.25, 0.5, 1.0, 1.75, 2.5)),
        ("b", "double", r => Of(r, -1.5, -0.3, 0.7, 3.0)),
        ("f", "float", r => Of(r, 0.1f, 0.5f, 2f)),
        ("on", "bool", r => r.Next(2) == 0),
        ("small", "byte", r => Of<byte>(r, 1, 3, 200, 255)),
        ("signed", "sbyte", r => Of<sbyte>(r, -100, 3, 127)),
        ("middle", "short", r => Of<short>(r, -7, 5, 32_767)),
        ("big", "long", r => Of(r, 2L, 7L, 3_000_000_000L)),
        ("ks", "int[]", r => Many(r, 4, () => Of(r, 0, 1, 2, 3, 7, 300))),
        ("ds", "double[]", r => Many(r, 4, () => Of(r, -0.75, 0.2, 0.5, 1.0, 2.6))),
        ("mode", "string", r => Of(r, "sum", "mean", "max")),
        ("maybe", "int?", r => Of<int?>(r, null, 2, 3)),
        ("name", "string?", r => Of(r, null, "mean", "sum")),
    ];

    /// <summary>A value of each.</summary>
    public static Dictionary<string, object?> Draw(Random random) => s_all.ToDictionary(c => c.Name, c => c.Draw(random));

    /// <summary>A parameter as it is declared; null if there is none of this name.</summary>
    public static string? Declaration(string name, bool nullable)
    {
        var (found, type, _) = s_all.FirstOrDefault(c => c.Name == name);
        if (found is null)
            return null;
        return $"{(nullable || type != "string?" ? type : "string")} {name}{(type.EndsWith('?') ? " = null" : "")}";
    }

    public static IEnumerable<string> Names => s_all.Select(c => c.Name);

    private static T Of<T>(Random random, params T[] values) => values[random.Next(values.Length)];

    private static T[] Many<T>(Random random, int most, Func<T> draw) =>
        [.. Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => draw())];
}
