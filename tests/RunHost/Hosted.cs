using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gen.RunHost;

/// <summary>Waits in a host until the host is stopped.</summary>
[Experiment("hosted")]
public sealed partial class Hosted
{
    /// <summary>The line that is printed when the run can be stopped.</summary>
    public string Ready { get; init; } = "not configured";

    /// <summary>Builds the host, executes the experiment in it, and returns the exit code.</summary>
    public static async Task<int> StartAsync(string runs)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Hosted:Ready", (string?)"ready")]);
        using var host = builder.Build();
        await host.StartAsync();
        var options = new RunOptions
        {
            RunsDirectory = runs,
            Services = host.Services,
            Configuration = builder.Configuration.GetSection("Hosted"),
        };
        var exitCode = await Hosted.RunAsync([], options, host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        await host.StopAsync();
        return exitCode;
    }

    [Main]
    private static async Task Wait(IServiceProvider services, string ready, CancellationToken token)
    {
        Console.WriteLine(services.GetRequiredService<IHostEnvironment>() is null ? "" : ready);
        await Task.Delay(Timeout.Infinite, token);
    }
}
