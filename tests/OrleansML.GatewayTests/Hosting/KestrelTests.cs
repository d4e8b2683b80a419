using Microsoft.Extensions.Options;
using OrleansML.GatewayTests.Testing;

namespace OrleansML.GatewayTests.Hosting;

[Collection(GatewayCollection.Name)]
public sealed class KestrelTests(GatewayFixture gateway)
{
    [Fact]
    public async Task Start_PortIsTaken_NamesAddressPortAndOption()
    {
        var exception = await Assert.ThrowsAsync<IOException>(() => gateway.StartGatewayAsync(options => options.Port = gateway.Address.Port));

        Assert.Equal(
            $"The gateway cannot listen on 127.0.0.1:{gateway.Address.Port}: another process listens there. Stop it, or choose another port " +
            "(OrleansML:Gateway:Address, OrleansML:Gateway:Port).",
            exception.Message);
    }

    [Fact]
    public async Task Start_AddressOfAnotherMachine_NamesAddressPortAndOption()
    {
        var exception = await Assert.ThrowsAsync<IOException>(() => gateway.StartGatewayAsync(options => options.Address = "192.0.2.1"));

        Assert.Equal(
            "The gateway cannot listen on 192.0.2.1:0: Cannot assign requested address. Choose an address of this machine and a port that " +
            "this user may take (OrleansML:Gateway:Address, OrleansML:Gateway:Port).",
            exception.Message);
    }

    [Fact]
    public void Address_ByDefault_IsLoopback() => Assert.Equal("127.0.0.1", gateway.Address.Host);

    [Fact]
    public async Task Start_SeveralWrongOptions_ReportsAllAtOnce()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => gateway.StartGatewayAsync(options =>
        {
            options.Address = "localhost";
            options.Port = 70_000;
            options.MaximumBodyBytes = 0;
            options.MaximumPushBytes = 1L << 41;
            options.MaximumJsonDepth = 1;
            options.MaximumTensors = 0;
            options.MaximumConnections = -1;
            options.RetryAfter = TimeSpan.Zero;
            options.ReadinessTimeout = TimeSpan.FromHours(1);
        }));

        Assert.Equal(
            [
                "OrleansML:Gateway:Address is 'localhost'; it must be an IP address, such as 127.0.0.1 or 0.0.0.0.",
                "OrleansML:Gateway:Port is 70000; it must lie between 0 and 65535.",
                "OrleansML:Gateway:MaximumBodyBytes is 0; it must lie between 1024 and 1073741824.",
                "OrleansML:Gateway:MaximumPushBytes is 2199023255552; it must lie between 1024 and 1099511627776.",
                "OrleansML:Gateway:MaximumJsonDepth is 1; it must lie between 8 and 256.",
                "OrleansML:Gateway:MaximumTensors is 0; it must lie between 1 and 4096.",
                "OrleansML:Gateway:MaximumConnections is -1; it must lie between 1 and 1000000.",
                "OrleansML:Gateway:RetryAfter is 00:00:00; it must lie between 00:00:01 and 01:00:00.",
                "OrleansML:Gateway:ReadinessTimeout is 01:00:00; it must lie between 00:00:00.1000000 and 00:01:00.",
            ],
            exception.Failures);
    }
}
