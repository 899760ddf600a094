namespace Gen.Generators.Common;

/// <summary>Metadata names of the attributes and types that the language knows.</summary>
internal static class KnownNames
{
    public const string Experiment = "Gen.ExperimentAttribute";
    public const string Config = "Gen.ConfigAttribute";
    public const string NamedConfig = "Gen.NamedConfigAttribute";
    public const string NamedConfigOf = "Gen.NamedConfigAttribute`1";
    public const string Captured = "Gen.CapturedAttribute";
    public const string CapturedOf = "Gen.CapturedAttribute`1";
    public const string FromConfig = "Gen.FromConfigAttribute";
    public const string Main = "Gen.MainAttribute";
    public const string Command = "Gen.CommandAttribute";
    public const string Seed = "Gen.SeedAttribute";

    /// <summary>On the entries that the generator added: an analyzer, which sees them, must not take them for the user's.</summary>
    public const string ImplicitEntry = "Gen.Configuration.ImplicitEntryAttribute";

    public const string Run = "Gen.Run";
    public const string Logger = "Microsoft.Extensions.Logging.ILogger";
    public const string Random = "System.Random";
    public const string CancellationToken = "System.Threading.CancellationToken";
    public const string Device = "TorchSharp.torch.Device";

    /// <summary>Present where the project references Gen.Training; makes <c>device</c> an implicit entry.</summary>
    public const string TrainingDevices = "Gen.Training.Devices";

    public const string DataAnnotations = "System.ComponentModel.DataAnnotations";
}
