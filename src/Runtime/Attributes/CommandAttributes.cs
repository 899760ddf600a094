namespace Gen;

/// <summary>Marks the method that <c>run</c>, the default command, runs. Its value, or its task's, is the run's result. All its parameters must be filled.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MainAttribute : Attribute;

/// <summary>Marks a method as a further command of the experiment's command line. All its parameters must be filled.</summary>
/// <param name="name">The word that runs it; names of built-in commands are refused.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CommandAttribute(string name) : Attribute
{
    /// <summary>The word that runs the command.</summary>
    public string Name { get; } = name;
}
