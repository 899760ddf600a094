using Gen.Configuration;
using Microsoft.Extensions.Configuration;

namespace Gen.CommandLine;

/// <summary>Help texts: the experiment's own part is a constant made by the generator, the options are the same for all.</summary>
internal static class HelpPage
{
    private const string Options = """
        Options:
          --runs DIR          folder of the run records (default: the environment's GEN_RUNS, else ./runs)
          --unobserved        record nothing
          --name NAME         experiment name to record
          --comment TEXT      comment to record
          --force             take keys that no entry has into the record instead of refusing them
          --enforce-clean     refuse to run with uncommitted changes
          --capture no|sys    keep the console output with the run (default: sys)
          --loglevel LEVEL    trace, debug, info, warning, error, critical or none (default: info)
          --no-progress       plain lines instead of progress bars
          --debug             show stack traces
          --help              this text

        Values come from property initializers, then the environment (GEN__KEY=VALUE), then config files and named configs
        in the order given, then KEY=VALUE. Keys ignore case, '_' and '-'.
        """;

    public static void Print<TExperiment>(ExperimentSchema<TExperiment> schema, RunOptions options)
        where TExperiment : class, IExperiment
    {
        Console.Out.WriteLine(schema.Help);
        Console.Out.WriteLine(Options);
        if (options.Configuration is { } configuration)
            Console.Out.WriteLine($"Between initializers and environment comes {(configuration is IConfigurationSection section ? $"section '{section.Path}' of the" : "the")} program's configuration.");
    }

    public static void PrintNamedConfigs<TExperiment>(ExperimentSchema<TExperiment> schema)
        where TExperiment : class, IExperiment
    {
        if (schema.NamedConfigs.Length == 0)
            Console.Out.WriteLine("No named configs");
        var width = 0;
        foreach (var named in schema.NamedConfigs)
            width = Math.Max(width, named.Name.Length);
        foreach (var named in schema.NamedConfigs)
            Console.Out.WriteLine(named.Doc is null ? named.Name : $"{named.Name.PadRight(width)}  # {named.Doc}");
    }
}
