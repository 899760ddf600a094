namespace Gen.Generators.Tests.Support;

/// <summary>Sources for tests of hooks: usings, and a context whose values can be set.</summary>
internal static class TrainingSources
{
    public const string Usings = """
        using TorchSharp; using static TorchSharp.torch; using Gen.Training; using Gen.Training.Metrics;

        """;

    /// <summary>A class with a context as a trainer sets it, and the texts that hooks add.</summary>
    public const string Calls = """
        public static class Calls
        {
            public static readonly List<string> All = [];

            public static void Add(params object?[] values) =>
                All.Add(string.Join(" ", values.Select(v => v is Array a ? "[" + string.Join(",", a.Cast<object>()) + "]" : v is Tensor t
                    ? $"tensor {t.ToDouble()}" : FormattableString.Invariant($"{v}"))));

            public static TrainingContext Context(params (string Property, object Value)[] values)
            {
                var context = new TrainingContext(nn.Linear(1, 1), CPU);
                foreach (var (property, value) in values)
                    Set(context, property, value);
                return context;
            }

            /// <summary>Sets a property of the context, or one of its batch: Batch.Index.</summary>
            public static void Set(TrainingContext context, string property, object value)
            {
                var any = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic;
                if (property.StartsWith("Batch.", StringComparison.Ordinal))
                    typeof(BatchContext).GetProperty(property["Batch.".Length..], any)!.SetValue(context.Batch, value);
                else
                    typeof(TrainingContext).GetProperty(property, any)!.SetValue(context, value);
            }

            public static LogValues Values(params (string Key, double Value)[] values)
            {
                var logs = new LogValues();
                var set = typeof(LogValues).GetMethod("Set",
                    System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic, [typeof(string), typeof(double)])!;
                foreach (var (key, value) in values)
                    set.Invoke(logs, [key, value]);
                return logs;
            }

            public static LogValues Add(this LogValues logs, string prefix, MetricValues values)
            {
                var inner = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic;
                var computed = new LogValues();
                typeof(LogValues).GetMethod("Set", inner, [typeof(MetricValues)])!.Invoke(computed, [values]);
                typeof(LogValues).GetMethod("Set", inner, [typeof(string), typeof(LogValues)])!.Invoke(logs, [prefix, computed]);
                return logs;
            }
        }
        """;
}
