using Npgsql;

namespace Gen.Tool.Tests.PostgreSql;

/// <summary>A test that needs PostgreSQL, which test.sh starts. It is skipped without, unless GEN_REQUIRE_POSTGRES is set.</summary>
internal sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute()
    {
        if (Database.Server.Length == 0 && Environment.GetEnvironmentVariable("GEN_REQUIRE_POSTGRES") is null or "")
            Skip = "needs PostgreSQL: eng/postgres.sh installs and starts it";
    }
}

/// <summary>A database of a test's own on the server of <c>GEN_POSTGRES</c>.</summary>
internal sealed class Database : IDisposable
{
    private readonly string _name = $"test_{Guid.NewGuid():N}";

    public Database()
    {
        Assert.NotEqual("", Server);
        Address = Server[..(Server.LastIndexOf('/') + 1)] + _name;
        Execute(Server, $"CREATE DATABASE {_name}");
    }

    public static string Server { get; } = Environment.GetEnvironmentVariable("GEN_POSTGRES") ?? "";

    public string Address { get; }

    public string Password => new Uri(Address).UserInfo.Split(':')[1];

    public void Execute(string sql) => Execute(Address, sql);

    /// <summary>Returns the rows, with the values of each separated by commas.</summary>
    public string[] Rows(string sql)
    {
        using var connection = Open(Address);
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join(',', Enumerable.Range(0, reader.FieldCount).Select(i => FormattableString.Invariant(
                $"{(reader.IsDBNull(i) ? "null" : reader.GetValue(i))}"))));
        }

        return [.. rows];
    }

    public void Dispose() => Execute(Server, $"DROP DATABASE {_name} WITH (FORCE)");

    private static void Execute(string address, string sql)
    {
        using var connection = Open(address);
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static NpgsqlConnection Open(string address)
    {
        var connection = new NpgsqlConnection(Gen.PostgreSql.PostgreSqlAddress.Parse(address).Connection + ";Pooling=false");
        connection.Open();
        return connection;
    }
}
