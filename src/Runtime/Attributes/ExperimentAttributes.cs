namespace Gen;

/// <summary>
/// Marks a partial class or record whose public properties are the entries of an experiment's config. The source generator adds
/// <c>RunAsync</c>, <c>Parse</c>, JSON in and out, and an overload without the filled parameters for each captured method.
/// </summary>
/// <param name="name">The experiment's name, as recorded with every run, <c>"api-docs"</c> for example.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ExperimentAttribute(string name) : Attribute
{
    /// <summary>The experiment's name, as recorded with every run.</summary>
    public string Name { get; } = name;
}

/// <summary>
/// Marks a class as a reusable block of config entries. An experiment has such a block as a property; its keys are dotted
/// (<c>dataset.path</c>). The class needs a public parameterless constructor and need not be partial. If it is abstract, the block is one
/// of several kinds: the sealed classes that are nested in it and derive from it. The kind is chosen by name (<c>optimizer=sgd</c>), and
/// only the entries of that kind exist.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConfigAttribute : Attribute;

/// <summary>
/// Marks an entry whose value is a secret, such as a token or a password: it is not recorded, and not shown in errors, help texts and
/// <c>print-config</c>. It is given by the environment (<c>GEN__TOKEN</c>), the program's configuration, a config file or the command line,
/// and again when a run is resumed. A derived entry that contains a secret needs the attribute, too.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;

/// <summary>
/// Adds a kind to a property whose type is an abstract <see cref="ConfigAttribute"/> class: the block of the property is one of the kinds
/// that are nested in the abstract class, or of those added.
/// </summary>
/// <typeparam name="TKind">The kind: a sealed class or record that derives from the type of the property and has a parameterless
/// constructor.</typeparam>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class KindAttribute<TKind> : Attribute
    where TKind : class;

/// <summary>
/// Marks a class nested in an experiment as a named config: each public property replaces the entry with its name. The class is made by its
/// parameterless constructor or by one that takes the experiment, which then holds the config built so far.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NamedConfigAttribute : Attribute;

/// <summary>Marks a class anywhere as a named config of <typeparamref name="TExperiment"/>; see
/// <see cref="NamedConfigAttribute"/>.</summary>
/// <typeparam name="TExperiment">The experiment, a class marked with <see cref="ExperimentAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NamedConfigAttribute<TExperiment> : Attribute
    where TExperiment : class;

/// <summary>Marks the method that <c>run</c>, the default command, runs. Its value, or its task's, is the run's result. All its parameters
/// must be filled.</summary>
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
