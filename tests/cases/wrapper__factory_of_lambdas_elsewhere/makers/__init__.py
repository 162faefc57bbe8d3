from .scalers import make_scaler
