using Gen.Configuration;
using Gen.Shared;

namespace Gen.CommandLine;

/// <summary>Finds the commands of an experiment by their names.</summary>
internal static class CommandLookup
{
    private const string With = "with";

    /// <summary>Returns the command of a name, or the main command for null.</summary>
    /// <exception cref="ConfigException">There is no such command. The message has the nearest name, or all names.</exception>
    public static ExperimentCommand<TExperiment> Find<TExperiment>(ExperimentSchema<TExperiment> schema, string? name)
        where TExperiment : class, IExperiment
    {
        foreach (var command in schema.Commands)
        {
            if (command.Name == (name ?? BuiltInCommands.Run))
                return command;
        }

        throw Unknown(schema, name);
    }

    // A method of its own, because the other one is compiled at every start.
    private static ConfigException Unknown<TExperiment>(ExperimentSchema<TExperiment> schema, string? name)
        where TExperiment : class, IExperiment
    {
        var names = new List<string>();
        foreach (var command in schema.Commands)
            names.Add(command.Name);
        names.AddRange(BuiltInCommands.Names);
        if (name is null or BuiltInCommands.Run)
            return new ConfigException(
                $"Experiment '{schema.Name}' has no method marked [Main]. The commands are {string.Join(", ", names)}."
            );
        var normalized = KeyName.Normalize(name);
        foreach (var named in schema.NamedConfigs)
        {
            if (KeyName.Normalize(named.Name) == normalized)
                return new ConfigException($"Command '{name}' does not exist. To use the named config '{name}', write 'with {name}'.");
        }

        if (NearestName.Find(name, names.Append(With)) == With)
            return new ConfigException($"Command '{name}' does not exist. Did you mean '{With}'?");
        return new ConfigException($"Command '{name}' does not exist.{NearestName.Hint(name, names, "The commands are")}");
    }
}
