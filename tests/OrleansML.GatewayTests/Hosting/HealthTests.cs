using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using OrleansML.GatewayTests.Testing;

namespace OrleansML.GatewayTests.Hosting;

[Collection(GatewayCollection.Name)]
public sealed class HealthTests(GatewayFixture gateway)
{
    [Fact]
    public async Task Ready_SiloHasAProblem_Is503WithIt()
    {
        FakeSiloHealthGrain.Problems = ["Grain state cannot be read and written (full): make room."];
        try
        {
            using var response = await gateway.Http.GetAsync("/health/ready");

            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal("1", response.Headers.RetryAfter?.ToString());
            Assert.Equal("Grain state cannot be read and written (full): make room.", await DescriptionAsync(response, "cluster"));
        }
        finally
        {
            FakeSiloHealthGrain.Problems = [];
        }
    }

    [Fact]
    public async Task Ready_RequiredModelIsNotLoaded_LoadsItAndIsReadyThen()
    {
        await using var demanding = await StartAsync("needed");
        using var http = GatewayFixture.CreateClient(demanding);

        using var first = await http.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);
        Assert.Equal("Model 'needed' is not loaded yet; it is being loaded.", await DescriptionAsync(first, "models"));
        await Eventually.HoldsAsync(
            async () =>
            {
                using var later = await http.GetAsync("/health/ready");
                return later.StatusCode == HttpStatusCode.OK;
            },
            "the gateway is ready");
    }

    [Fact]
    public async Task Ready_RequiredModelIsUnknown_SaysWhatToDo()
    {
        await using var demanding = await StartAsync("nobody");
        using var http = GatewayFixture.CreateClient(demanding);

        using var response = await http.GetAsync("/health/ready");

        Assert.Equal(
            "Model 'nobody' is required and nobody registered it: push it, or take it out of OrleansML:Health:RequiredModels.",
            await DescriptionAsync(response, "models"));
    }

    private Task<WebApplication> StartAsync(string required) => gateway.StartGatewayAsync(_ => { }, health => health.RequiredModels.Add(required));

    private static async Task<string?> DescriptionAsync(HttpResponseMessage response, string check)
    {
        var checks = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["checks"]!.AsArray();
        return (string?)checks.Single(found => (string?)found!["name"] == check)!["description"];
    }
}
