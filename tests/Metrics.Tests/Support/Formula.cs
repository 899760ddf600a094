using System.Reflection;
using Gen.Shared;
using TorchSharp;

namespace Gen.Metrics.Tests.Support;

/// <summary>A compiled formula: the plain method, and the state that was generated from it.</summary>
internal sealed class Formula(FormulaClass of, Type type, string name, IReadOnlyDictionary<string, object?> config)
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly MethodInfo _method = type.GetMethods(Static).Single(m => m.Name == name && m.IsDefined(typeof(MetricAttribute)));

    public FormulaClass Class => of;

    public string Name => name;

    /// <summary>The metric's key in logs.</summary>
    public string Key => _method.GetCustomAttribute<MetricAttribute>()!.Name ?? KeyName.ToSnakeCase(name);

    public bool IsCollected => _method.IsDefined(typeof(CollectAttribute));

    /// <summary>The formula on all rows at once.</summary>
    public torch.Tensor Direct(IReadOnlyDictionary<string, torch.Tensor> inputs) =>
        (torch.Tensor)
            _method.Invoke(
                null,
                BindingFlags.DoNotWrapExceptions,
                null,
                [.. _method.GetParameters().Select(p => Argument(p, inputs))],
                null
            )!;

    /// <summary>The generated state's type; null if the formula was refused.</summary>
    public Type? StateType => type.GetNestedType(name + "State", BindingFlags.Public | BindingFlags.NonPublic);

    public Streamed NewState() => new(Create(StateType ?? throw new InvalidOperationException($"{of.Name}.{name}State was not generated")));

    /// <summary>A new state of all metrics of the class.</summary>
    public Streamed NewSet() =>
        new(Create(type.GetNestedType("MetricSet") ?? throw new InvalidOperationException($"{of.Name}.MetricSet was not generated")));

    public override string ToString() => $"{of.Name}.{name}";

    private object Create(Type state)
    {
        var constructor = state.GetConstructors().Single();
        return constructor.Invoke(
            BindingFlags.DoNotWrapExceptions,
            null,
            [.. constructor.GetParameters().Select(p => Argument(p, null))],
            null
        );
    }

    private object? Argument(ParameterInfo parameter, IReadOnlyDictionary<string, torch.Tensor>? inputs)
    {
        if (inputs is not null && inputs.TryGetValue(parameter.Name!, out var tensor))
            return tensor;
        Assert.True(config.TryGetValue(parameter.Name!, out var value), $"{this} declares no value for {parameter.Name}");
        var wanted = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return value is null || wanted.IsInstanceOfType(value) ? value : Convert.ChangeType(value, wanted);
    }
}
