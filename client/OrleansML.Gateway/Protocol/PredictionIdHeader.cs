using Microsoft.AspNetCore.Http;
using OrleansML.Client;

namespace OrleansML.Gateway.Protocol;

/// <summary>The header that names an answered prediction, so that a label can be joined to it whatever form the body has.</summary>
internal static class PredictionIdHeader
{
    public const string Name = "OrleansML-Prediction-Id";

    public static void Write(HttpResponse response, in Prediction prediction) => response.Headers[Name] = prediction.Id.ToString();
}
