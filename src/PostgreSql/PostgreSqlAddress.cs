using Npgsql;

namespace Gen.PostgreSql;

/// <summary>The address of a database, as <c>postgres://user:password@host:5432/database?sslmode=require</c>.</summary>
internal sealed class PostgreSqlAddress
{
    private static readonly string[] s_schemes = ["postgres", "postgresql"];

    private PostgreSqlAddress(string connection, string shown) => (Connection, Shown) = (connection, shown);

    /// <summary>The connection string.</summary>
    public string Connection { get; }

    /// <summary>The address without its password and its parameters.</summary>
    public string Shown { get; }

    /// <summary>Returns whether a text is such an address.</summary>
    public static bool Is(string text) => s_schemes.Any(s => text.StartsWith(s + "://", StringComparison.OrdinalIgnoreCase));

    /// <summary>Parses an address.</summary>
    /// <exception cref="UserErrorException">The text is none. The message has no password.</exception>
    public static PostgreSqlAddress Parse(string text)
    {
        if (!Is(text) || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.AbsolutePath.Length < 2)
            throw new PostgreSqlException(
                $"'{GitInfo.WithoutCredentials(text)}' is not the address of a database, as postgres://user@host/database.");
        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.DnsSafeHost,
            Port = uri.Port < 0 ? 5432 : uri.Port,
            Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
            ApplicationName = "gen",
            Timeout = 5,
            CommandTimeout = 10,
        };
        if (user[0].Length > 0)
            builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            builder.Password = Uri.UnescapeDataString(user[1]);
        foreach (var parameter in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = parameter.Split('=', 2);
            if (parts is not ["sslmode", var mode]
                || !Enum.TryParse<SslMode>(mode.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var ssl))
                throw new PostgreSqlException(
                    $"Parameter '{parts[0]}' of the address '{Show(uri)}' is not known or has no valid value. The only one is sslmode.");
            builder.SslMode = ssl;
        }

        return new PostgreSqlAddress(builder.ConnectionString, Show(uri));
    }

    private static string Show(Uri uri) => GitInfo.WithoutCredentials(uri.GetLeftPart(UriPartial.Path));
}

/// <summary>
/// The exception that is thrown when a database cannot be used as asked: its address is not valid, or it does not answer. The message is one
/// line, without passwords.
/// </summary>
public sealed class PostgreSqlException : UserErrorException
{
    internal PostgreSqlException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
