namespace Gen.Search;

/// <summary>What Slurm is asked for.</summary>
internal sealed class SlurmOptions
{
    /// <summary>The names of the options.</summary>
    public static readonly string[] Names = ["--partition", "--time", "--gres", "--cpus", "--sbatch"];

    private readonly List<string> _resources = [];

    /// <summary>The options of <c>sbatch</c> for resources, as given.</summary>
    public IReadOnlyList<string> Resources => _resources;

    /// <summary>The number of CPUs of a worker; null for the number of threads of a trial.</summary>
    public int? Cpus { get; private init; }

    /// <summary>Further options of <c>sbatch</c>, in one text as on its command line; null for none.</summary>
    public string? Further { get; private init; }

    /// <summary>Returns the options for Slurm; null for another launcher.</summary>
    /// <exception cref="ConfigException">A value is not valid, options contradict each other, or there is no Slurm.</exception>
    public static SlurmOptions? From(SweepArguments arguments)
    {
        if (arguments.Text("--launcher") is not { } launcher || launcher == "local")
        {
            return Names.FirstOrDefault(arguments.Has) is { } name
                ? throw new ConfigException($"Option {name} requires --launcher slurm.")
                : null;
        }

        if (launcher != "slurm")
            throw new ConfigException($"Option --launcher must be local or slurm, but was '{launcher}'.");
        if (!Slurm.Exists)
            throw new ConfigException("Option --launcher slurm requires Slurm, but sbatch is not on the PATH.");
        if (arguments.Text("--sbatch") is { } text && text.AsSpan().ContainsAny('\n', '\r'))
            throw new ConfigException("Option --sbatch must be one line.");
        var cpus = (int?)arguments.Number("--cpus", 1);
        if (arguments.Number("--trial-threads", 1) is { } threads && threads > cpus)
            throw new ConfigException($"Option --cpus must be at least {threads}, the number of threads of a trial, but was {cpus}.");
        var options = new SlurmOptions { Cpus = cpus, Further = arguments.Text("--sbatch") };
        foreach (var name in (string[])["--partition", "--time", "--gres"])
        {
            if (arguments.Text(name) is { } value)
                options._resources.Add($"{name}={value}");
        }

        return options;
    }
}
