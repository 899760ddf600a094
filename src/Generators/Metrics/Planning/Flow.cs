using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Planning;

/// <summary>How a statement ended.</summary>
/// <param name="Completes">What follows it may run.</param>
/// <param name="Returned">What it returned; null if it did not return.</param>
/// <param name="Condition">When it returned, if it may also have completed.</param>
internal readonly record struct Flow(bool Completes, Value? Returned, HostValue? Condition)
{
    public static Flow Next { get; } = new(true, null, null);

    public static Flow Return(Value value) => new(false, value, null);
}
