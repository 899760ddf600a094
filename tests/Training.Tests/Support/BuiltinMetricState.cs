using System.Reflection;
using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

/// <summary>Creates and updates states of a built-in metric by reflection.</summary>
/// <param name="formula">The <c>[Metric]</c> method.</param>
/// <param name="config">Returns the value of a config parameter.</param>
internal sealed class BuiltinMetricState(MethodInfo formula, Func<ParameterInfo, object?> config)
{
    private readonly Type _type = TypeOf(formula) ?? throw new MissingMemberException(formula.DeclaringType!.Name, formula.Name + "State");

    /// <summary>All built-in metrics.</summary>
    public static IReadOnlyList<MethodInfo> Formulas { get; } =
        [.. typeof(Classification).Assembly.GetTypes().Where(type => type.IsDefined(typeof(MetricLibraryAttribute)))
            .SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(MetricAttribute)))];

    /// <summary>Returns the generated state of a formula; null if there is none.</summary>
    public static Type? TypeOf(MethodInfo formula) => formula.DeclaringType!.GetNestedType(formula.Name + "State");

    /// <summary>Whether the state has counts of indices only, which do not read the indices of rows of weight 0.</summary>
    public bool OnlyCounts => _type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
        .Where(member => member.FieldType.IsSubclassOf(typeof(Accumulator)))
        .All(member => member.FieldType.IsSubclassOf(typeof(CountingAccumulator)));

    public MetricState Create()
    {
        var constructor = _type.GetConstructors().Single();
        return (MetricState)
            constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [.. constructor.GetParameters().Select(config)], null);
    }

    /// <summary>Updates a state with a batch.</summary>
    /// <param name="state">A state that <see cref="Create"/> created.</param>
    /// <param name="weight">The weights of the rows.</param>
    /// <param name="batch">The batch tensors in the formula's order.</param>
    public void Update(MetricState state, Tensor? weight, Tensor[] batch)
    {
        var names = formula
            .GetParameters()
            .Where(parameter => parameter.ParameterType == typeof(Tensor))
            .Select(parameter => parameter.Name)
            .ToList();
        var update = _type.GetMethod("Update")!;
        var arguments = update.GetParameters().Select((parameter, i) => i == names.Count ? weight : batch[names.IndexOf(parameter.Name)]);
        update.Invoke(state, BindingFlags.DoNotWrapExceptions, null, [.. arguments], null);
    }
}
