namespace Gen;

/// <summary>
/// Marks a text parameter that names a logged number to watch: <c>val_loss</c>. Where a constant is given for it and the experiment is known, a name
/// that this does not log is an error of the build.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class MonitorAttribute : Attribute;
