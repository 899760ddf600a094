using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Gen.Runtime.Tests.Support;

/// <summary>A server on this machine for tests of clients.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<Request, (int Code, string Answer)> _answer;

    public LocalServer(Func<Request, (int Code, string Answer)> answer)
    {
        _answer = answer;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public sealed record Request(string Method, string Path, string Query, string? Authorization, string? ContentType, JsonElement Body);

    public Uri Address { get; }

    public ConcurrentQueue<Request> Requests { get; } = [];

    public Uri AddressWith(string user, string path = "") => new(Address.ToString().Replace("//", $"//{user}@") + path);

    public void Dispose() => _listener.Close();

    private void Serve()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = _listener.GetContext();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            var (code, answer) = Answer(context.Request);
            try
            {
                context.Response.StatusCode = code;
                context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(answer));
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // The client has not waited.
            }
        }
    }

    private (int Code, string Answer) Answer(HttpListenerRequest request)
    {
        var text = new StreamReader(request.InputStream).ReadToEnd();
        using var body = text.Length == 0 ? null : JsonDocument.Parse(text);
        var parsed = new Request(
            request.HttpMethod,
            request.Url!.AbsolutePath,
            request.Url.Query,
            request.Headers["Authorization"],
            request.ContentType,
            body?.RootElement.Clone() ?? default);
        Requests.Enqueue(parsed);
        return _answer(parsed);
    }
}
