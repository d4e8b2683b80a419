using OrleansML.Testing.Servers;
using Xunit;

namespace OrleansML.DataTests.Sources;

/// <summary>A PostgreSQL server for the tests of one class.</summary>
public sealed class PostgresqlFixture : IAsyncLifetime
{
    public const string Password = "local password";

    public PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PostgresServer.StartAsync(Password);

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
