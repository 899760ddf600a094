using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Gen;

/// <summary>Sends JSON to a server, and again where that may help: no answer, 408, 429 and the codes from 500.</summary>
/// <param name="address">The address of the server, with a user and a password if it wants them.</param>
internal sealed class JsonClient(Uri address) : IDisposable
{
    private const int MaxAnswer = 1 << 24;

    private readonly HttpClient _client = new() { MaxResponseContentBufferSize = MaxAnswer, Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The time in which a request must be answered.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The waits between the attempts.</summary>
    public TimeSpan[] Waits { get; init; } = [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2)];

    /// <summary>The token that is sent as <c>Authorization: Bearer</c>; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>Sends a request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path and query below the address.</param>
    /// <param name="write">Writes the body; null for none.</param>
    /// <returns>The code and the answer; an undefined element for one that is not JSON.</returns>
    /// <exception cref="HttpRequestException">There was no answer.</exception>
    public (HttpStatusCode Code, JsonElement Answer) Send(HttpMethod method, string path, Action<Utf8JsonWriter>? write)
    {
        var body = new ArrayBufferWriter<byte>();
        if (write is not null)
        {
            using var writer = new Utf8JsonWriter(body);
            write(writer);
        }

        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var result = SendOnce(method, path, write is null ? null : body.WrittenMemory);
                if (!IsPassing(result.Code) || attempt == Waits.Length)
                    return result;
            }
            catch (HttpRequestException) when (attempt < Waits.Length)
            {
            }

            Thread.Sleep(Waits[attempt]);
        }
    }

    /// <summary>Throws unless a code says that all is well. The message has neither user nor password, nor the path, which may be
    /// secret.</summary>
    public void Check(HttpStatusCode code, string what)
    {
        if ((int)code is < 200 or > 299)
            throw new HttpRequestException($"{address.Host} has answered {what}with {(int)code} ({code})", null, code);
    }

    public void Dispose() => _client.Dispose();

    private static bool IsPassing(HttpStatusCode code) =>
        code is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)code >= 500;

    private (HttpStatusCode Code, JsonElement Answer) SendOnce(HttpMethod method, string path, ReadOnlyMemory<byte>? body)
    {
        using var request = new HttpRequestMessage(method, AddressOf(path));
        if (Token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        else if (address.UserInfo.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo))));
        if (body is { } content)
        {
            request.Content = new ReadOnlyMemoryContent(content);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        using var timeout = new CancellationTokenSource(RequestTimeout);
        try
        {
            using var response = _client.Send(request, timeout.Token);
            using var answer = response.Content.ReadAsStream(timeout.Token);
            return (response.StatusCode, Parse(answer));
        }
        catch (OperationCanceledException)
        {
            throw new HttpRequestException($"{address.Host} has not answered within {RequestTimeout.TotalSeconds:0.#} s");
        }
    }

    // Without the user and the password, which are a header.
    private string AddressOf(string path) => path.Length == 0
        ? address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)
        : address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/') + path;

    private static JsonElement Parse(Stream answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
