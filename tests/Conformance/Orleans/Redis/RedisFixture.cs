namespace OrleansML.Conformance.Redis;

/// <summary>A Redis server that the tests of one class share; every test uses cluster and service ids of its own.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    private RedisServer? _server;

    public RedisServer Server => _server ?? throw new InvalidOperationException("The fixture's server has not been started.");

    public async Task InitializeAsync() => _server = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>An id that no other test has.</summary>
    public static string NewId() => Guid.NewGuid().ToString("N");
}
