namespace Gen;

/// <summary>
/// Marks a <see cref="long"/> parameter that gets a seed of its own at each call, made of the run's seed, the method's name and the
/// number of the call: adding a call elsewhere changes no one's numbers.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class SeedAttribute : Attribute;
