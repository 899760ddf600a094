using System.Net;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Observers;

public class WebhookObserverTests
{
    [Fact]
    public async Task StartAndEnd_ArePosted()
    {
        using var folder = TempFolder.ForCaller();
        using var server = new LocalServer(_ => (200, "ok"));
        using var observer = new WebhookObserver(new Uri(server.Address, "hook?key=1"));
        var run = await Some.Completed(
            folder,
            run =>
            {
                run.LogScalar("loss", 1);
                run.LogScalar("loss", double.NaN);
                ((Run<long>)run).SetResult(3);
            },
            options => options.Observers.Add(observer));
        var (start, end) = (server.Requests.First(), server.Requests.Last());
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(("POST", "/hook", "?key=1", "application/json; charset=utf-8"), (end.Method, end.Path, end.Query, end.ContentType));
        Assert.Equal(("started", "test run 1 started"), (start.Body.Text("event"), start.Body.Text("text")));
        Assert.Equal(("completed", "test", "train", "1"),
            (end.Body.Text("event"), end.Body.Text("experiment"), end.Body.Text("command"), end.Body.Text("run")));
        Assert.Matches(@"^test run 1 completed after [0-9.]+ s$", end.Body.Text("text"));
        Assert.Equal(run.Directory, end.Body.Text("directory"));
        Assert.Equal(7, end.Body.GetProperty("config").GetProperty("seed").GetInt32());
        Assert.Equal(("3", "NaN"), (end.Body.GetProperty("result").ToString(), end.Body.GetProperty("scalars").Text("loss")));
        Assert.False(end.Body.TryGetProperty("error", out _));
    }

    [Fact]
    public async Task Failure_HasTheError()
    {
        using var folder = TempFolder.ForCaller();
        using var server = new LocalServer(_ => (204, ""));
        using var observer = new WebhookObserver(server.Address);
        var run = Some.Run(folder, options => options.Observers.Add(observer));
        await Assert.ThrowsAsync<FormatException>(() => RunSession.ExecuteAsync(run, _ => throw new FormatException("bad\nnumber")));
        var end = server.Requests.Last().Body;
        Assert.Equal(("failed", "bad\nnumber"), (end.Text("event"), end.Text("error")));
        Assert.EndsWith(" s: bad number", end.Text("text"));
    }

    [Theory]
    [InlineData(503, 2, 3, 0)]
    [InlineData(429, 1, 2, 0)]
    [InlineData(500, 9, 3, 1)]
    [InlineData(404, 9, 1, 1)]
    public void Answer_ThatMayPass_IsTriedAgain(int code, int times, int requests, int failures)
    {
        var calls = 0;
        using var server = new LocalServer(_ => (++calls <= times ? code : 200, ""));
        using var client = new JsonClient(server.AddressWith("u:secret", "path-secret")) { Waits = [TimeSpan.Zero, TimeSpan.Zero] };
        var answer = client.Send(HttpMethod.Post, "", writer => writer.WriteNullValue());
        var error = Record.Exception(() => client.Check(answer.Code, ""));
        Assert.Equal((requests, failures), (server.Requests.Count, error is null ? 0 : 1));
        if (error is not null)
            Assert.Equal($"127.0.0.1 has answered with {code} ({(HttpStatusCode)code})", error.Message);
    }

    [Fact]
    public void ServerThatDoesNotAnswer_IsAnErrorInTime()
    {
        using var hangs = new ManualResetEventSlim();
        using var server = new LocalServer(_ =>
        {
            hangs.Wait(TimeSpan.FromSeconds(20));
            return (200, "");
        });
        using var client = new JsonClient(server.Address) { Waits = [], RequestTimeout = TimeSpan.FromSeconds(0.2) };
        var error = Assert.Throws<HttpRequestException>(() => client.Send(HttpMethod.Post, "", writer => writer.WriteNullValue()));
        Assert.Equal("127.0.0.1 has not answered within 0.2 s", error.Message);
        hangs.Set();
    }

    [Fact]
    public void Address_IsChecked()
    {
        var error = Assert.Throws<ArgumentException>(() => new WebhookObserver(new Uri("ftp://anna:secret@host/x")));
        Assert.StartsWith("The address must begin with http:// or https://, but was 'ftp://anna:***@host/x'.", error.Message);
    }
}
