using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using DuckDB.NET.Data;
using OrleansML.Data.Scoring;
using OrleansML.Testing;
using OrleansML.Testing.Processes;
using OrleansML.Testing.Servers;

namespace OrleansML.ProcessTests.Pipelines;

/// <summary>
/// The way a new user goes: every customer is scored every night at 02:00 in Berlin, for analysts (files), for the CRM (a table) and for the customer's
/// next login (a feature view); the platform is down for two nights, and a person forces a run.
/// </summary>
public sealed class NightlyChurnTests
{
    private const string Password = "nightly-password-3";
    private const int Customers = 7_043;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    [SharedDataFact]
    public async Task Pipeline_NightsPassWithAnOutage_ScoresAreReadableInThreePlaces()
    {
        using var directory = new TemporaryDirectory();
        await using var postgres = await PostgresServer.StartAsync(Password);
        Write(directory, postgres);

        await using (var evening = await StartAsync(directory, "2026-03-25 18:00:00"))
        {
            var trained = await evening.RunAsync("train", "start", "-f", directory.File("churn.yaml"), "--run", "churn-1", "--wait", "--json");
            Assert.True(trained.Json.GetProperty("outcome").GetProperty("passed").GetBoolean(), trained.Output);
            await evening.RunAsync("feature", "apply", "-f", directory.File("churn_scores.yaml"), "--json");
            await evening.RunAsync("pipeline", "apply", "-f", directory.File("nightly.yaml"), "--json");
            Assert.Equal("2026-03-26T01:00:00+00:00", (await ShowAsync(evening)).GetProperty("triggers")[0].GetProperty("nextAt").GetString());
        }

        await using (var first = await StartAsync(directory, "2026-03-26 00:59:30"))
        {
            await RequireEndAsync(first, "nightly/2026-03-26T01:00:00Z");

            var files = ReadFiles(directory, await RunOfAsync(first, "nightly/2026-03-26T01:00:00Z"));
            var table = await ReadTableAsync(postgres);
            Assert.Equal(Customers, files.Count);
            Assert.Equal(files, table);
            var customer = files.Keys.Order(StringComparer.Ordinal).First();
            Assert.Equal(files[customer], await ReadViewAsync(first, customer));
            Assert.Equal(files["7590-VHVEG"], await PredictAsync(first), 1e-6);
            await first.SignalAsync("KILL");
            await first.WaitForExitAsync();
        }

        await postgres.ExecuteAsync("truncate churn_scores");
        await using var second = await StartAsync(directory, "2026-03-28 09:00:00");
        await RequireEndAsync(second, "nightly/2026-03-28T01:00:00Z");
        var forced = (await second.RunAsync("pipeline", "run", "nightly_churn", "--wait", "--json")).Json;
        var shown = await ShowAsync(second);
        var whys = (await second.RunAsync("pipeline", "list", "--why", "--json")).Output;

        // The night of the 28th was made up, the one before is older than the window, and the next one falls into the hour that clocks skip.
        Assert.Equal(
            ["hand", "nightly/2026-03-28T01:00:00Z", "nightly/2026-03-26T01:00:00Z"],
            shown.GetProperty("recent").EnumerateArray().Select(static run => run.GetProperty("key").GetString()!).Select(static key => key.StartsWith("hand/", StringComparison.Ordinal) ? "hand" : key));
        Assert.Equal("2026-03-29T01:00:00+00:00", shown.GetProperty("triggers")[0].GetProperty("nextAt").GetString());
        Assert.Contains("The run due at 2026-03-27T01:00:00Z was missed: it is older than the catch-up window of 1d", whys, StringComparison.Ordinal);
        Assert.Contains("it came due while nothing was looking and is made up", whys, StringComparison.Ordinal);
        Assert.Equal("Succeeded", forced.GetProperty("state").GetString());
        Assert.Equal("2026-03-28T01:00:00+00:00", forced.GetProperty("intervalEnd").GetString());
        Assert.Equal(Customers, (await ReadTableAsync(postgres)).Count);
        Assert.Equal(ReadFiles(directory, forced.GetProperty("run").GetString()!), await ReadTableAsync(postgres));
        Assert.Equal(3, Directory.GetDirectories(directory.File("scores")).Length);
        Assert.DoesNotContain(Password, second.Log, StringComparison.Ordinal);
    }

    private static Task<PlatformProcess> StartAsync(TemporaryDirectory directory, string time)
    {
        var ports = FreePorts.Take(2);
        return PlatformProcess.StartAsync(
            new PlatformStart
            {
                Arguments = ["--role", "all", "--data", directory.File("data"), "--port", "0", "--silo-port", $"{ports[0]}", "--gateway-port", $"{ports[1]}"],
                Environment = new Dictionary<string, string>(ShiftedClock.Environment($"@{time}")) { ["TZ"] = "UTC", ["ORLEANSML_SECRET_CRM_DB"] = Password },
            },
            ports);
    }

    private static async Task RequireEndAsync(PlatformProcess platform, string key)
    {
        var last = default(JsonElement);
        await Eventually.HoldsAsync(
            async () =>
            {
                last = (await ShowAsync(platform)).GetProperty("recent").EnumerateArray().FirstOrDefault(run => run.GetProperty("key").GetString() == key);
                return last.ValueKind == JsonValueKind.Object && last.GetProperty("state").GetString() is "Succeeded" or "Failed";
            },
            $"run '{key}' has ended",
            Long);
        Assert.True(last.GetProperty("state").GetString() == "Succeeded", last.ToString());
    }

    private static async Task<JsonElement> ShowAsync(PlatformProcess platform) =>
        (await platform.RunAsync("pipeline", "show", "nightly_churn", "--json")).Json.GetProperty("pipeline");

    private static async Task<string> RunOfAsync(PlatformProcess platform, string key) => (await ShowAsync(platform)).GetProperty("recent").EnumerateArray()
        .Single(run => run.GetProperty("key").GetString() == key).GetProperty("run").GetString()!;

    private static Dictionary<string, double> ReadFiles(TemporaryDirectory directory, string run)
    {
        var folder = directory.File($"scores/{run}");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT customerID, probability::DOUBLE FROM {ScoringManifest.TryLoad(folder)!.RelationIn(folder)}";
        using var reader = command.ExecuteReader();
        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        while (reader.Read())
            scores.Add(reader.GetString(0), reader.GetDouble(1));
        return scores;
    }

    private static async Task<Dictionary<string, double>> ReadTableAsync(PostgresServer postgres)
    {
        var rows = await postgres.ExecuteAsync("select \"customerID\", probability::double precision from churn_scores");
        return rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static row => row.Split('|'))
            .ToDictionary(static row => row[0], static row => double.Parse(row[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    private static async Task<double> ReadViewAsync(PlatformProcess platform, string customer)
    {
        var value = (await platform.RunAsync("feature", "get", "churn_scores", customer, "--json")).Json.GetProperty("vectors")[0].GetProperty("features").GetProperty("probability");
        Assert.Equal("fresh", value.GetProperty("status").GetString());
        return value.GetProperty("value").GetDouble();
    }

    // The first customer of the file, by a request of its own.
    private static async Task<double> PredictAsync(PlatformProcess platform)
    {
        using var http = new HttpClient { BaseAddress = platform.Url };
        var fields = new Dictionary<string, object>
        {
            ["gender"] = "Female", ["SeniorCitizen"] = 0, ["Partner"] = "Yes", ["Dependents"] = "No", ["tenure"] = 1, ["PhoneService"] = "No",
            ["MultipleLines"] = "No phone service", ["InternetService"] = "DSL", ["OnlineSecurity"] = "No", ["OnlineBackup"] = "Yes", ["DeviceProtection"] = "No",
            ["TechSupport"] = "No", ["StreamingTV"] = "No", ["StreamingMovies"] = "No", ["Contract"] = "Month-to-month", ["PaperlessBilling"] = "Yes",
            ["PaymentMethod"] = "Electronic check", ["MonthlyCharges"] = 29.85, ["TotalCharges"] = 29.85,
        };
        using var response = await http.PostAsJsonAsync("/api/v1/models/churn:predict", new { fields = new[] { fields } });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        return answer.GetProperty("outputs").EnumerateArray().Single(static output => output.GetProperty("name").GetString() == "probability").GetProperty("data")[0].GetDouble();
    }

    private static void Write(TemporaryDirectory directory, PostgresServer postgres)
    {
        var customers = SharedData.PathOf("telco-churn", "Telco-Customer-Churn.csv.gz");
        File.WriteAllText(directory.File("churn.yaml"), $$"""
            model: churn
            task: binary_classification
            data: { path: {{customers}}, format: csv, label: Churn, classes: ["No", "Yes"], segments: [Contract] }
            split: { by: hash, key: [customerID], validation: 0.1, test: 0.2 }
            inputs:
              numeric: [tenure, MonthlyCharges, TotalCharges, SeniorCitizen]
              categorical: [gender, Partner, Dependents, PhoneService, MultipleLines, InternetService, OnlineSecurity, OnlineBackup, DeviceProtection, TechSupport,
                StreamingTV, StreamingMovies, Contract, PaperlessBilling, PaymentMethod]
            network: { kind: mlp, hidden: [16] }
            plan: { epochs: 3, batch_rows: 256 }
            """);
        File.WriteAllText(directory.File("churn_scores.yaml"), """
            name: churn_scores
            entity: { customer: string }
            sources:
              nightly:
                kind: push
                mode: pushed
                event_id: event_id
                event_time: scored_at
                fields:
                  probability: { type: double, ttl: 2d }
            durability: { mode: write_through }
            """);
        File.WriteAllText(directory.File("nightly.yaml"), $$"""
            name: nightly_churn
            triggers:
              nightly: { cron: "0 2 * * *", time_zone: Europe/Berlin }
            catch_up: { window: 1d, runs: latest }
            steps:
              files:
                kind: score
                definition: |
                  model: churn
                  input: { path: {{customers}} }
                  key: [customerID]
                  include: [Contract]
                  output: { path: "{{directory.File("scores")}}/${run.id}" }
              table:
                kind: score
                after: [files]
                definition: |
                  model: churn
                  input: { path: {{customers}} }
                  key: [customerID]
                  output:
                    postgresql:
                      connection: {{postgres.Address}};Password=${secret:CRM_DB}
                      table: public.churn_scores
                      mode: replace
              login:
                kind: score
                after: [files]
                definition: |
                  model: churn
                  input: { path: {{customers}} }
                  key: [customerID]
                  output: { view: { name: churn_scores, names: { customerID: customer } } }
            """);
    }
}
