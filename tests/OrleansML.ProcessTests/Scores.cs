using System.Net.Http.Json;
using System.Text.Json;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests;

/// <summary>Asks for the sample's scores in two ways.</summary>
internal static class Scores
{
    /// <summary>By the command, from the sample's CSV file.</summary>
    public static async Task<double[]> ByCommandAsync(PlatformProcess platform, SampleModel sample, string model = "fraud")
    {
        var result = await platform.RunAsync("predict", model, "--data", sample.CsvPath, "--json");
        return Of(result.Json.GetProperty("outputs"));
    }

    /// <summary>By a plain JSON request.</summary>
    public static Task<double[]> ByHttpAsync(PlatformProcess platform, SampleModel sample, string model = "fraud") =>
        ByHttpAsync(platform.Url!, sample, model);

    /// <summary>By a plain JSON request to a gateway.</summary>
    public static async Task<double[]> ByHttpAsync(Uri gateway, SampleModel sample, string model)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        var data = sample.Rows.SelectMany(row => row.ToArray()).ToArray();
        var request =
            new { inputs = new[] { new { name = "features", datatype = "FP32", shape = new[] { sample.Rows.Count, 30 }, data } } };
        using var response = await http.PostAsJsonAsync($"v2/models/{model}/infer", request);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return Of(answer.GetProperty("outputs"));
    }

    private static double[] Of(JsonElement outputs) =>
        [.. outputs[0].GetProperty("data").EnumerateArray().Select(element => element.GetDouble())];
}
