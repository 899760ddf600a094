using System;

namespace Gen.Generators.Metrics.Emit.Code;

/// <summary>Names in a method.</summary>
/// <param name="Scope">Gives out new ones.</param>
/// <param name="Config">How a config value is read there.</param>
/// <param name="Batch">The open update.</param>
/// <param name="Reading">The open reading of the accumulators.</param>
internal sealed record MethodNames(NameScope Scope, Func<string, string> Config, string Batch = "", string Reading = "");
