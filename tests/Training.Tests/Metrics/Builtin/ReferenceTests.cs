using System.Reflection;
using System.Text.Json;
using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Builtin;

/// <summary>Compares built-in metrics with scikit-learn, torch and plain loops: see make_references.py.</summary>
public class ReferenceTests
{
    public static TheoryData<int, string> Cases()
    {
        var cases = new TheoryData<int, string>();
        for (var i = 0; i < ReferenceCase.All.Count; i++) cases.Add(i, ReferenceCase.All[i].ToString());
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void BuiltInMetric_AnyInputTypes_EqualsReference(int number, string description)
    {
        Assert.NotEmpty(description);
        var reference = ReferenceCase.All[number];
        Check(reference, ScalarType.Int64, ScalarType.Float64, 1e-6);
        Check(reference, ScalarType.Int32, ScalarType.Float64, 1e-6);
        Check(reference, ScalarType.Float64, ScalarType.Float64, 1e-6);
        Check(reference, ScalarType.Float32, ScalarType.Float64, 1e-6);
        Check(reference, ScalarType.Int64, ScalarType.Float32, 1e-4);
        Check(reference, ScalarType.Float32, ScalarType.Float32, 1e-4);
        Check(reference, ScalarType.Float64, ScalarType.Float32, 1e-4);
    }

    [Fact]
    public void BuiltInMetric_HasReference()
    {
        var referenced = ReferenceCase.All.Select(reference => reference.Method).ToHashSet();
        var metrics = BuiltinMetricState.Formulas;
        Assert.True(metrics.Count > 90, $"only {metrics.Count} built-in metrics");
        Assert.Empty(metrics.Where(metric => !referenced.Contains(metric)).Select(metric => $"{metric.DeclaringType!.Name}.{metric.Name}"));
    }

    [Fact]
    public void BuiltInMetric_DeclaresShape()
    {
        foreach (var reference in ReferenceCase.All)
        {
            var shape = reference.Method.GetCustomAttribute<MetricAttribute>()!.Shape;
            Assert.Equal((MetricShape)(reference.Sizes.Length + 1), shape);
        }
    }

    private static void Check(ReferenceCase reference, ScalarType labels, ScalarType scores, double tolerance)
    {
        using var scope = NewDisposeScope();
        var value = reference.Evaluate(parameter => reference.Input(parameter, labels, scores));
        Assert.Equal(reference.Sizes, value.shape);
        var numbers = value.ToDoubles();
        for (var i = 0; i < numbers.Length; i++)
            Assert.True(
                Math.Abs(numbers[i] - reference.Expected[i]) <= tolerance * Math.Max(1, Math.Abs(reference.Expected[i])),
                $"{reference} with {labels} labels and {scores} scores, element {i}: {numbers[i]}, expected {reference.Expected[i]}");
    }
}

/// <summary>A case of references.json: a metric, its inputs and the expected value.</summary>
/// <param name="Metric">The type and method: <c>Classification.Precision</c>.</param>
/// <param name="Inputs">The name of the data for each batch parameter.</param>
/// <param name="Config">The value of each config parameter; others have their defaults.</param>
/// <param name="Expected">The numbers of the expected value.</param>
/// <param name="Sizes">The shape of the expected value.</param>
/// <param name="Source">The library that computed the value.</param>
internal sealed record ReferenceCase(
    string Metric,
    Dictionary<string, string> Inputs,
    Dictionary<string, JsonElement> Config,
    double[] Expected,
    long[] Sizes,
    string Source)
{
    private static readonly JsonElement Document = Read();

    public static IReadOnlyList<ReferenceCase> All { get; } = [.. Document.GetProperty("cases").EnumerateArray().Select(Parse)];

    /// <summary>The formula of the metric.</summary>
    public MethodInfo Method { get; } =
        typeof(Classification).Assembly.GetType($"{typeof(Classification).Namespace}.{Metric.Split('.')[0]}")
            ?.GetMethod(Metric.Split('.')[1]) ?? throw new MissingMethodException(Metric);

    /// <summary>The number of classes of the data; null if the data does not have classes.</summary>
    public int? Classes => Inputs.Values.First().Split('.')[0] switch { "five" => 5, "fourteen" => 14, _ => null };

    /// <summary>Returns whether the data for a batch parameter is integers.</summary>
    public bool IsWhole(string parameter) =>
        Document.GetProperty("data").GetProperty(Inputs[parameter]).GetProperty("dtype").GetString() == "int64";

    /// <summary>Returns whether the data for a batch parameter is class indices.</summary>
    public bool IsClass(string parameter) => Classes is not null && Inputs[parameter].Split('.')[^1] is "labels" or "column" or "predicted";

    /// <summary>Returns the data for a batch parameter.</summary>
    /// <param name="parameter">The name of the parameter.</param>
    /// <param name="labels">The type of integers.</param>
    /// <param name="scores">The type of other numbers.</param>
    public Tensor Input(string parameter, ScalarType labels = ScalarType.Int64, ScalarType scores = ScalarType.Float64)
    {
        var data = Document.GetProperty("data").GetProperty(Inputs[parameter]);
        var values = data.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        var shape = data.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
        return tensor(values, dtype: IsWhole(parameter) ? labels : scores).reshape(shape);
    }

    /// <summary>Returns the value of a config parameter.</summary>
    /// <param name="parameter">The parameter of the formula, or one with the same name and type.</param>
    public object? ConfigValue(ParameterInfo parameter)
    {
        if (Config.TryGetValue(parameter.Name!, out var value))
            return parameter.ParameterType.IsEnum
                ? Enum.Parse(parameter.ParameterType, value.GetString()!)
                : value.Deserialize(parameter.ParameterType);
        Assert.True(parameter.HasDefaultValue, $"{Metric} lacks {parameter.Name}");
        return parameter.DefaultValue;
    }

    /// <summary>Evaluates the formula.</summary>
    /// <param name="batch">Returns the tensor of a batch parameter.</param>
    public Tensor Evaluate(Func<string, Tensor> batch) => (Tensor)Method.Invoke(null, [.. Method.GetParameters().Select(parameter =>
        parameter.ParameterType == typeof(Tensor) ? batch(parameter.Name!) : ConfigValue(parameter))])!;

    public override string ToString() =>
        $"{Metric}({string.Join(", ", Inputs.Values)}{string.Concat(Config.Select(entry => $", {entry.Key}={entry.Value}"))}) by {Source}";

    private static ReferenceCase Parse(JsonElement json)
    {
        var (numbers, sizes) = (new List<double>(), new List<long>());
        Flatten(json.GetProperty("expected"), 0, numbers, sizes);
        return new ReferenceCase(
            json.GetProperty("metric").GetString()!,
            json.GetProperty("inputs").Deserialize<Dictionary<string, string>>()!,
            json.GetProperty("config").Deserialize<Dictionary<string, JsonElement>>()!,
            [.. numbers], [.. sizes], json.GetProperty("source").GetString()!);
    }

    private static void Flatten(JsonElement json, int depth, List<double> numbers, List<long> sizes)
    {
        if (json.ValueKind == JsonValueKind.Number)
        {
            numbers.Add(json.GetDouble());
            return;
        }

        if (sizes.Count == depth) sizes.Add(json.GetArrayLength());
        foreach (var item in json.EnumerateArray()) Flatten(item, depth + 1, numbers, sizes);
    }

    private static JsonElement Read()
    {
        using var stream = typeof(ReferenceCase).Assembly.GetManifestResourceStream("references.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
