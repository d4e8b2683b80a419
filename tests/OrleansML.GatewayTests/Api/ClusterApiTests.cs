using System.Net;
using System.Text.Json.Nodes;
using OrleansML.GatewayTests.Testing;

namespace OrleansML.GatewayTests.Api;

[Collection(GatewayCollection.Name)]
public sealed class ClusterApiTests(GatewayFixture gateway)
{
    private const string Status =
        """{"address":"127.0.0.1:11111@1","name":"one","status":"Active","phase":"Preloading","replicas":3,"preloaded":1,"left":3}""";

    [Fact]
    public async Task Drain_Asked_StartsItAndTellsHowItStands()
    {
        var answer = await gateway.Http.PostAsync("/api/v1/cluster/silos/one:drain?timeout=7.5&force=true", null).JsonAsync();

        Assert.Equal(Status, answer.ToJsonString());
        Assert.Equal(("one", TimeSpan.FromSeconds(7.5), true), Last());
    }

    [Theory]
    [InlineData("127.0.0.1:11111@1")]
    [InlineData("127.0.0.1%3A11111%401")]
    public async Task Drain_ByAddress_NamesTheSilo(string address)
    {
        await gateway.Http.PostAsync($"/api/v1/cluster/silos/{address}:drain", null).JsonAsync();

        Assert.Equal(("127.0.0.1:11111@1", TimeSpan.FromMinutes(2), false), Last());
    }

    [Fact]
    public async Task GetDrain_Asked_TellsHowItStands() =>
        Assert.Equal(Status, (await gateway.Http.GetAsync("/api/v1/cluster/silos/one/drain").JsonAsync()).ToJsonString());

    [Theory]
    [InlineData("last:drain", 409, "Silo 'last' is the last of its pool.", "Conflict")]
    [InlineData("nobody:drain", 404, "No silo is called 'nobody'.", "SiloNotFound")]
    [InlineData("one:drain?timeout=0", 400, "'timeout' is 0; it must lie between 1 and 3600 seconds.", "InvalidRequest")]
    public async Task Drain_Wrong_IsRefusedWithCode(string path, int status, string error, string code)
    {
        using var response = await gateway.Http.PostAsync($"/api/v1/cluster/silos/{path}", null);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Equal(((HttpStatusCode)status, error, code), (response.StatusCode, (string?)body["error"], (string?)body["code"]));
    }

    private static (string Silo, TimeSpan Timeout, bool Force) Last() =>
        FakeClusterDrainGrain.LastRequest is { } request ? (request.Silo, request.Timeout, request.Force) : default;
}
