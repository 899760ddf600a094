using System.Globalization;
using Gen.Shared;

namespace Gen.Search;

/// <summary>The options that the command <c>sweep</c> has beside those of a run.</summary>
internal sealed class SweepArguments
{
    private readonly Dictionary<string, string?> _given = [];

    /// <summary>The options, with what help texts say of them.</summary>
    public static readonly (string Option, string? Value, string Doc)[] Options =
    [
        ("--trials", "N", "number of trials (default: all points of a grid)"),
        ("--minimize", "NAME", "scalar that runs log, such as val_loss, or result (default: result)"),
        ("--maximize", "NAME", "the same, where greater is better"),
        ("--reduce", "best|last", "which epoch counts (default: best)"),
        ("--sampler", "NAME", "grid, random, sobol or tpe (default: grid, or tpe with --trials)"),
        ("--pruner", "NAME", "end bad trials early: none, halving or median (default: none)"),
        ("--rungs", "N,N,...", "epochs after which a trial can end early"),
        ("--seed", "N", "seed of the sampler and the runs (default: drawn)"),
        ("--lag", "N", "trials between one and the outcomes that it depends on (default: 4, or twice the jobs)"),
        ("--folds", "N", "runs of each trial in a cross-validation, whose mean counts (default: 1)"),
        ("--jobs", "N", "processes (default: this one)"),
        ("--launcher", "local|slurm", "what starts the processes (default: local)"),
        ("--partition", "NAME", "partition of Slurm"),
        ("--time", "TIME", "time limit of a process of Slurm, which is requeued before it ends"),
        ("--gres", "LIST", "resources of a process of Slurm, such as gpu:1"),
        ("--cpus", "N", "CPUs of a process of Slurm (default: the threads of a trial)"),
        ("--sbatch", "TEXT", "further options of sbatch, such as \"--mem=8G --account=lab\""),
        ("--trial-threads", "N", "threads of a trial (default: 1, or --cpus)"),
        ("--retries", "N", "how often a failed run is repeated (default: 0)"),
        ("--stop-on-failure", null, "start no trial after one has failed"),
        ("--keep", "N", "number of best trials whose checkpoints are kept (default: 1)"),
        ("--worker", null, ""),
    ];

    /// <summary>The names of the options that users write.</summary>
    public static IEnumerable<string> Names => Options.Where(o => o.Doc.Length > 0).Select(o => o.Option);

    /// <summary>The first option that was given; null without one.</summary>
    public string? First => _given.Keys.FirstOrDefault();

    /// <summary>Returns whether an option of a sweep has the name, and whether it has a value.</summary>
    public static bool? HasValue(string name)
    {
        foreach (var option in Options)
        {
            if (option.Option == name)
                return option.Value is not null;
        }

        return null;
    }

    public void Add(string name, string? value) => _given[name] = value;

    public bool Has(string name) => _given.ContainsKey(name);

    public string? Text(string name) => _given.GetValueOrDefault(name);

    /// <summary>Returns a number.</summary>
    /// <exception cref="ConfigException">It is no number, or too small.</exception>
    public long? Number(string name, long minimum)
    {
        if (Text(name) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= minimum
            && number <= int.MaxValue
                ? number
                : throw new ConfigException($"Option {name} must be an integer from {minimum} to {int.MaxValue}, but was '{text}'.");
    }

    /// <summary>Returns ascending numbers from 1.</summary>
    /// <exception cref="ConfigException">They are not.</exception>
    public int[]? Numbers(string name)
    {
        if (Text(name) is not { } text)
            return null;
        var numbers = new List<int>();
        foreach (var part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number <= (numbers.Count == 0 ? 0 : numbers[^1]))
                throw new ConfigException($"Option {name} must be ascending integers from 1, as 1,3,9, but was '{text}'.");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    /// <summary>Returns the options of a sweep.</summary>
    /// <exception cref="ConfigException">A value is not valid, or options contradict each other.</exception>
    public SweepOptions ToOptions(IReadOnlyList<string> updates, RunOptions runs)
    {
        if (Has("--minimize") && Has("--maximize"))
            throw new ConfigException("Options --minimize and --maximize cannot be combined.");
        return new SweepOptions
        {
            Trials = (int?)Number("--trials", 1),
            Sampler = Has("--sampler") ? Name<SweepSampler>("Sampler", "--sampler") : null,
            Pruner = Has("--pruner") ? Name<SweepPruner>("Pruner", "--pruner") : SweepPruner.None,
            Rungs = Numbers("--rungs"),
            Minimize = Text("--minimize"),
            Maximize = Text("--maximize"),
            Reduce = Text("--reduce") switch
            {
                null or "best" => ObjectiveReduce.Best,
                "last" => ObjectiveReduce.Last,
                var text => throw new ConfigException($"Option --reduce must be best or last, but was '{text}'."),
            },
            Seed = Number("--seed", 0),
            Lag = (int?)Number("--lag", 1) ?? (Number("--jobs", 1) is { } jobs ? SweepPlanner.LagOf((int)jobs) : null),
            Folds = (int)(Number("--folds", 1) ?? 1),
            Retries = (int)(Number("--retries", 0) ?? 0),
            StopOnFailure = Has("--stop-on-failure"),
            Keep = (int)(Number("--keep", 0) ?? 1),
            TrialThreads = (int)(Number("--trial-threads", 1) ?? Number("--cpus", 1) ?? 1),
            Updates = updates,
            Runs = runs,
        };
    }

    private TEnum Name<TEnum>(string what, string option)
        where TEnum : struct, Enum
    {
        var name = Text(option)!;
        var names = Enum.GetNames<TEnum>().Select(n => n.ToLowerInvariant()).ToArray();
        var all = $"The {what.ToLowerInvariant()}s are";
        return names.Contains(name)
            ? Enum.Parse<TEnum>(name, ignoreCase: true)
            : throw new ConfigException($"{what} '{name}' does not exist.{NearestName.Hint(name, names, all)}");
    }
}
