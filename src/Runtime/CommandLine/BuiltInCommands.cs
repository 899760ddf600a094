using System.Reflection;
using System.Text;
using Gen.Configuration;
using Gen.IO;
using Gen.Search;

namespace Gen.CommandLine;

/// <summary>The commands that every experiment has. Those carried out here look at the config and run nothing;
/// <see cref="ResumePreparation"/> has the other.</summary>
internal static class BuiltInCommands
{
    public const string Run = "run";
    public const string PrintConfig = "print-config";
    public const string PrintNamedConfigs = "print-named-configs";
    public const string SaveConfig = "save-config";
    public const string Resume = "resume";
    public const string Help = "help";

    /// <summary>Their names, <c>run</c> aside.</summary>
    public static readonly string[] Names = [PrintConfig, PrintNamedConfigs, SaveConfig, Resume, SweepProgram.Command, Help];

    /// <summary>What help texts say of them.</summary>
    public static (string Command, string? Doc)[] Docs =>
    [
        (PrintConfig, "Print the config that a run would have, and where each value came from."),
        (PrintNamedConfigs, "Print the named configs."),
        (SaveConfig + " [FILE]", "Write what was set to a JSON file (default: config.json; - for standard output)."),
        (Resume + " RUN", "Go on with a run (its number or folder) from its newest checkpoint; what follows with changes its config."),
        (SweepProgram.Command + " KEY=A,B...", "Try configs, as learning_rate=log(1e-4,1e-1) and fast,slow; see --help sweep."),
    ];

    /// <summary>Runs a built-in command; false if <paramref name="arguments"/> names none.</summary>
    public static bool TryRun<TExperiment>(ExperimentSchema<TExperiment> schema, CommandLineArguments arguments)
        where TExperiment : class, IExperiment
    {
        if (arguments.Version && !arguments.Help)
        {
            Console.Out.WriteLine($"{schema.Name} {VersionOf(typeof(TExperiment))} (Gen {VersionOf(typeof(BuiltInCommands))})");
            return true;
        }

        switch (arguments.Help ? Help : arguments.Command)
        {
            case Help:
                if (arguments.HelpTopic is { } topic && schema.Commands.All(c => c.Name != topic) && !Names.Contains(topic) && topic != Run)
                    HelpPage.PrintBlock(schema, topic);
                else if (arguments.HelpTopic == SweepProgram.Command)
                    Console.Out.Write(ConsoleText.Wrap(SweepHelp.Text, ConsoleText.Width));
                else
                    HelpPage.Print(schema, arguments.Options);
                return true;
            case PrintConfig:
                ConfigPrinter.Print(schema, Build(schema, arguments), Console.Out, ConfigPrinter.UseColor());
                return true;
            case PrintNamedConfigs:
                HelpPage.PrintNamedConfigs(schema);
                return true;
            case SaveConfig:
                Save(schema, Build(schema, arguments), arguments.File ?? "config.json");
                return true;
            default:
                return false;
        }
    }

    // Without the commit, which the SDK adds after a plus sign.
    private static string VersionOf(Type type)
    {
        var version = type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return version?.Split('+')[0] ?? $"{type.Assembly.GetName().Version}";
    }

    private static TExperiment Build<TExperiment>(ExperimentSchema<TExperiment> schema, CommandLineArguments arguments)
        where TExperiment : class, IExperiment =>
        new ConfigBuilder<TExperiment>(schema, arguments.Options.Force).Build(arguments.Updates, arguments.Options.Configuration);

    private static void Save<TExperiment>(ExperimentSchema<TExperiment> schema, TExperiment config, string file)
        where TExperiment : class, IExperiment
    {
        var text = ConfigWriter.SetText(schema, config);
        if (file == "-")
        {
            Console.Out.WriteLine(text);
            return;
        }

        try
        {
            AtomicFile.Save(file, stream => stream.Write(Encoding.UTF8.GetBytes(text + "\n")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException($"Config file '{file}' cannot be written: {e.Message}");
        }

        ConsoleCapture.WriteError($"Saved the entries that were set to {file}.{Environment.NewLine}", null);
    }
}
