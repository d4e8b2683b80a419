using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace OrleansML.GatewayTests.Testing;

/// <summary>A page in a tab of its own: what it asked for, what went wrong in it, and what it looks like.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    private const int Height = 900;
    private static readonly TimeSpan LongestLoad = TimeSpan.FromSeconds(60);
    private readonly DevTools _tools;
    private readonly string _target;
    private readonly string _session;
    private readonly ConcurrentQueue<string> _faults = [];
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _loaded = [];

    private BrowserPage(DevTools tools, string target, string session)
    {
        _tools = tools;
        _target = target;
        _session = session;
    }

    /// <summary>Everything its console would show as an error or a warning, and dialogs that it opened.</summary>
    public IReadOnlyList<string> Faults => [.. _faults];

    /// <summary>Every address that it asked for, its own first.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    internal static async Task<BrowserPage> OpenAsync(DevTools tools, Uri address, int width, bool dark)
    {
        var target = (string)(await tools.SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" }))["targetId"]!;
        var attached = await tools.SendAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target, ["flatten"] = true });
        var page = new BrowserPage(tools, target, (string)attached["sessionId"]!);
        tools.Listen(page._session, page.Note);
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
            await page.SendAsync($"{domain}.enable", []);
        await page.SendAsync("Page.setLifecycleEventsEnabled", new JsonObject { ["enabled"] = true });
        await page.SendAsync(
            "Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = Height, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        await page.SendAsync("Emulation.setEmulatedMedia", new JsonObject
        {
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }),
        });
        var went = await page.SendAsync("Page.navigate", new JsonObject { ["url"] = address.AbsoluteUri });
        if ((string?)went["errorText"] is { } error)
            throw new InvalidOperationException($"{address} cannot be opened: {error}");

        await page.LoadOf((string)went["loaderId"]!).Task.WaitAsync(LongestLoad);
        return page;
    }

    /// <summary>The value of an expression of JavaScript, as JSON.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true });
        return answer["exceptionDetails"] is { } exception
            ? throw new InvalidOperationException(exception.ToJsonString())
            : answer["result"]!["value"]?.DeepClone();
    }

    /// <summary>The texts that an expression of JavaScript lists.</summary>
    public async Task<string[]> TextsAsync(string expression) => [.. (await EvaluateAsync(expression))!.AsArray().Select(static text => (string)text!)];

    public async ValueTask DisposeAsync() => await _tools.SendAsync("Target.closeTarget", new JsonObject { ["targetId"] = _target });

    private TaskCompletionSource LoadOf(string loader) =>
        _loaded.GetOrAdd(loader, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private Task<JsonNode> SendAsync(string method, JsonObject parameters) => _tools.SendAsync(method, parameters, _session);

    private void Note(string method, JsonNode parameters)
    {
        switch (method)
        {
            // The empty page that was there before may have its own load seen as late as now.
            case "Page.lifecycleEvent" when (string?)parameters["name"] == "load":
                LoadOf((string)parameters["loaderId"]!).TrySetResult();
                break;
            case "Network.requestWillBeSent":
                _requests.Enqueue((string)parameters["request"]!["url"]!);
                break;
            case "Page.javascriptDialogOpening":
                _faults.Enqueue($"dialog: {parameters["message"]}");

                // The page stands still until it is answered.
                _ = SendAsync("Page.handleJavaScriptDialog", new JsonObject { ["accept"] = true });
                break;
            case "Runtime.exceptionThrown":
                _faults.Enqueue($"exception: {parameters["exceptionDetails"]!.ToJsonString()}");
                break;
            case "Runtime.consoleAPICalled":
                _faults.Enqueue($"console: {parameters["args"]!.ToJsonString()}");
                break;
            case "Log.entryAdded":
                _faults.Enqueue($"log: {parameters["entry"]!["text"]}");
                break;
            case "Network.loadingFailed":
                _faults.Enqueue($"not loaded: {parameters["errorText"]}");
                break;
        }
    }
}
