using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Gen.Benchmarks.Runtime.Configs;

/// <summary>The same with Microsoft.Extensions.Configuration: files and command line, the reflecting binder, validation of attributes, the
/// debug view.</summary>
internal static class BinderRival
{
    /// <summary>What both rivals are given.</summary>
    public sealed class Root
    {
        /// <summary>The entries.</summary>
        public Settings Block0 { get; init; } = new();
    }

    /// <summary>Reads, overrides, validates; gives the text that shows all of it.</summary>
    /// <param name="file">A JSON file.</param>
    /// <param name="overrides">As <c>block0:count0=1</c>.</param>
    public static (Root Config, string Text) Load(string file, string[] overrides)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(file, optional: false, reloadOnChange: false)
            .AddEnvironmentVariables("GEN__")
            .AddCommandLine(overrides)
            .Build();
        using var providers = (IDisposable)configuration;
        var root = configuration.Get<Root>()!;
        var failures = new List<ValidationResult>();
        if (!Validator.TryValidateObject(root.Block0, new ValidationContext(root.Block0), failures, validateAllProperties: true))
            throw new ValidationException(failures[0].ErrorMessage);
        return (root, configuration.GetDebugView());
    }
}
