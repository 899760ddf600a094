using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gen.Runtime.Tests.Runs.Hosting;

/// <summary>An experiment that takes its greeting from the host's services, and can wait until it is stopped.</summary>
[Experiment("hosted")]
public partial class Hosted
{
    public int Times { get; init; } = 1;

    public Whom Whom { get; init; } = new();

    [Captured]
    private static string Greet(IServiceProvider services, Whom whom) => $"{services.GetRequiredService<Greeting>().Text} {whom.Name}";

    public static string Greeted(Hosted hosted) => hosted.Greet();

    [Main]
    private string Run(IServiceProvider services, ILogger log, int times)
    {
        Console.WriteLine("on the console");
        log.LogInformation("greeting {Times} times", times);
        return string.Join(", ", Enumerable.Repeat(Greet(), times)) + (services.GetService<IHost>() is null ? "" : "!");
    }

    [Command("wait")]
    private static Task Wait(IServiceProvider services, CancellationToken token)
    {
        services.GetRequiredService<Greeting>().Waiting.TrySetResult();
        return Task.Delay(Timeout.Infinite, token);
    }

    [Command("need-not")]
    private static int NeedNot(IServiceProvider? services) => services is null ? 0 : 1;
}

/// <summary>The person who is greeted.</summary>
[Config]
public sealed class Whom
{
    public string Name { get; init; } = "nobody";
}

/// <summary>A service of the host.</summary>
public sealed record Greeting(string Text)
{
    public TaskCompletionSource Waiting { get; } = new();
}
