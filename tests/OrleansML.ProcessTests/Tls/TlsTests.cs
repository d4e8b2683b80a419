using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Tls;

public sealed class TlsTests(TlsCluster cluster, SampleModel sample) : IClassFixture<TlsCluster>, IClassFixture<SampleModel>
{
    private const int ClientPort = 30000;

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Predict_AllMembersOverTls_Answers()
    {
        await AssertServesAsync("over-tls");
    }

    [Fact]
    public async Task Up_WithoutAGoodCertificate_IsRefusedWithItsReasonAndTheClusterGoesOn()
    {
        using var others = new TestCertificates();
        var stranger = cluster.Processes.AddSilo();

        var (exitCode, log) = await stranger.RunToEndAsync(Long, start => start with
        {
            Arguments = [.. start.Arguments, .. Settings(cluster.Certificates.Issue("expired", validToDays: -1))],
        });
        await using var foreign = await cluster.LaunchGatewayAsync(others.Issue("foreign"));
        await using var plain = await cluster.LaunchGatewayAsync(new Dictionary<string, string>());
        await SaysAsync(foreign, "is refused: ");
        await SaysAsync(plain, "No silo answers at ");
        await SaysAsync(plain, "connects without TLS; silos that require certificates do not answer it (OrleansML:Cluster:Tls). Trying");

        Assert.Equal(1, exitCode);
        Assert.Contains("(CN=expired) expired at ", log);
        Assert.Contains("The certificate 'CN=member' of the other side is refused: ", foreign.Log);
        await AssertServesAsync("beside-strangers");
    }

    [Fact]
    public async Task ReplacedCertificateFile_NewConnection_GetsTheNewOne()
    {
        var silo = cluster.Processes.Silos[0];
        var before = await CertificateOfAsync(silo);

        cluster.Certificates.Issue("member", validToDays: 20);

        await Eventually.HoldsAsync(async () => (await CertificateOfAsync(silo)) != before, "new connections get the new certificate", Long);
        await Eventually.HoldsAsync(
            () => cluster.Processes.Gateways[0].Process!.Log.Contains("New connections use the certificate 'CN=member', valid until "),
            "the gateway takes it over, too",
            Long);
        await AssertServesAsync("after-replacement");
    }

    private async Task AssertServesAsync(string model)
    {
        var pushed = await cluster.Processes.RunAsync("model", "push", sample.Path, "--name", model);
        var scored = await cluster.Processes.RunAsync("predict", model, "--data", sample.CsvPath, "--json");
        var status = await cluster.Processes.RunAsync("cluster", "status", "--json");

        Assert.True(pushed.ExitCode == 0, pushed.Error);
        Assert.Equal(20, scored.Json.GetProperty("outputs")[0].GetProperty("data").GetArrayLength());
        Assert.Equal(
            ["silo-0", "silo-1"],
            status.Json.GetProperty("silos").EnumerateArray()
                .Where(silo => silo.GetProperty("status").GetString() == "Active").Select(silo => silo.GetProperty("name").GetString()).Order());
    }

    private async Task<string> CertificateOfAsync(ClusterNode silo)
    {
        using var own = X509Certificate2.CreateFromPemFile(cluster.Certificates.Issue("probe")["OrleansML:Cluster:Tls:Certificate"]);
        using var client = new TcpClient();
        await client.ConnectAsync(silo.Address, ClientPort);
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ClientCertificates = [own],
            RemoteCertificateValidationCallback = static (_, _, _, _) => true,
        });
        return stream.RemoteCertificate!.GetCertHashString();
    }

    private static Task SaysAsync(PlatformProcess process, string text) =>
        Eventually.HoldsAsync(() => process.Log.Contains(text), $"it says '{text}': {process.Log}", Long);

    private static IEnumerable<string> Settings(IReadOnlyDictionary<string, string> settings) =>
        settings.SelectMany(setting => new[] { "--set", $"{setting.Key}={setting.Value}" });
}
