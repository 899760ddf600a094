namespace Gen.Generators.Common;

/// <summary>Metadata names of the attributes and types that the language knows.</summary>
internal static class KnownNames
{
    public const string Experiment = "Gen.ExperimentAttribute";
    public const string Config = "Gen.ConfigAttribute";
    public const string NamedConfig = "Gen.NamedConfigAttribute";
    public const string NamedConfigOf = "Gen.NamedConfigAttribute`1";
    public const string SearchSpace = "Gen.SearchSpaceAttribute";
    public const string SearchSpaceOf = "Gen.SearchSpaceAttribute`1";
    public const string Choice = "Gen.Choice";
    public const string Interval = "Gen.Interval";
    public const string NamedConfigs = "Gen.NamedConfigs";
    public const string Captured = "Gen.CapturedAttribute";
    public const string CapturedOf = "Gen.CapturedAttribute`1";
    public const string Kind = "Gen.KindAttribute`1";
    public const string FromConfig = "Gen.FromConfigAttribute";
    public const string FromCaller = "Gen.FromCallerAttribute";
    public const string Main = "Gen.MainAttribute";
    public const string Command = "Gen.CommandAttribute";
    public const string Seed = "Gen.SeedAttribute";
    public const string Secret = "Gen.SecretAttribute";

    /// <summary>On the entries that the generator added: an analyzer, which sees them, must not take them for the user's.</summary>
    public const string ImplicitEntry = "Gen.Configuration.ImplicitEntryAttribute";

    /// <summary>On a block or an experiment that finds faults of its own.</summary>
    public const string ValidatableObject = "System.ComponentModel.DataAnnotations.IValidatableObject";

    public const string Run = "Gen.Run";
    public const string Fold = "Gen.Fold";
    public const string Logger = "Microsoft.Extensions.Logging.ILogger";
    public const string ExperimentExtensions = "Gen.ExperimentExtensions";
    public const string RunOptions = "Gen.RunOptions";
    public const string Random = "System.Random";
    public const string CancellationToken = "System.Threading.CancellationToken";
    public const string ServiceProvider = "System.IServiceProvider";
    public const string Device = "TorchSharp.torch.Device";

    /// <summary>Present where the project references Gen.Training; makes <c>device</c> an implicit entry.</summary>
    public const string TrainingDevices = "Gen.Training.Devices";

    public const string Metric = "Gen.MetricAttribute";
    public const string Collect = "Gen.CollectAttribute";
    public const string MetricLibrary = "Gen.MetricLibraryAttribute";
    public const string UseMetrics = "Gen.UseMetricsAttribute";
    public const string MetricPlan = "Gen.MetricPlanAttribute";
    public const string Tensor = "TorchSharp.torch.Tensor";
    public const string MetricState = "Gen.Training.Metrics.MetricState";

    /// <summary>Present where the project references Gen.Training: experiments then have trainers.</summary>
    public const string ExperimentMetrics = "Gen.Training.ExperimentMetrics";

    public const string TrainingContext = "Gen.Training.TrainingContext";
    public const string LogValues = "Gen.Training.LogValues";
    public const string Callback = "Gen.Training.Callback";
    public const string OptimizerChoice = "Gen.Training.OptimizerChoice";
    public const string Monitor = "Gen.MonitorAttribute";
    public const string HasClassNames = "Gen.Training.IHasClassNames";
    public const string Exception = "System.Exception";

    public const string DataAnnotations = "System.ComponentModel.DataAnnotations";
}
