namespace Gen;

/// <summary>One logged value of a scalar.</summary>
/// <param name="Name">The scalar's name, e.g. <c>loss</c>.</param>
/// <param name="Step">The step it belongs to.</param>
/// <param name="Value">The value; NaN and infinities are kept.</param>
/// <param name="Timestamp">When it was logged, UTC.</param>
public readonly record struct ScalarPoint(string Name, long Step, double Value, DateTime Timestamp);
