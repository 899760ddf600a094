namespace Gen;

/// <summary>
/// A parameter of a captured method that the caller gives, whatever entry has its name or one like it:
/// <c>[Captured] double RateAt([FromCaller] int epoch, double learningRate)</c> beside an entry <c>Epochs</c>. It is never filled from the config, and
/// GEN001 does not take its name for a misspelling.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromCallerAttribute : Attribute;
